"""The desk and the API as one WSGI application."""

import os
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters


class Request(WSGIRequest):
    """A request in UTF-8, whatever charset it names: some that Python knows would break it before any page is asked."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        line = meta.get("CONTENT_TYPE", "")
        try:
            self.content_type, self.content_params = parse_header_parameters(line)
        except (LookupError, ValueError):
            self.content_type, self.content_params = line.partition(";")[0].strip().lower(), {}


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiepdong.settings")
application = get_wsgi_application()
application.request_class = Request
