"""Removing the sample by page: what was entered after it is shown, and the name of the node is asked for."""

import socket

from django.http import Http404, HttpResponse
from django.shortcuts import render

from hiepdong.records.request import OfficerRequest, for_administrators
from hiepdong.sample import removing
from hiepdong.vocabulary.refusals import Refused


@for_administrators
def removal(request: OfficerRequest) -> HttpResponse:
    """Ask twice; then an empty node, with the first password of its administrator shown once."""
    if not removing.is_sample():
        raise Http404
    (count, entered), refused = removing.entered(), None
    with_entered, name = "with_entered" in request.POST, request.POST.get("name", "").strip()
    if request.method == "POST":
        try:
            if name != removing.NAME:
                raise Refused("sample.not_confirmed", removing.NAME)
            admin = request.viewer.login
            password = removing.remove(socket.gethostname().split(".")[0], admin, with_entered=with_entered)
            return render(request, "desk/sample_removed.html", {"login": admin, "password": password, "viewer": None})
        except Refused as error:
            refused = error
    about = {
        "entered": entered, "count": count, "name": name, "node_name": removing.NAME,
        "with_entered": with_entered, "error": refused.text(request.language) if refused else "",
    }  # fmt: skip
    return render(request, "desk/remove_sample.html", about, status=422 if refused else 200)
