"""Files of papers as answers to a browser."""

from django.http import HttpResponse

TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".png": "image/png",
}


def download(content: bytes, name: str) -> HttpResponse:
    """A file to keep, under a name whose ending says its type."""
    _, dot, ending = name.rpartition(".")
    answer = HttpResponse(content, content_type=TYPES[dot + ending])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
