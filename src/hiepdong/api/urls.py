"""Where each address of the API is. The desk includes these below `api/`."""

from django.urls import URLPattern, URLResolver, re_path
from dmr.routing import Router, path

from hiepdong.api.acts import ActsController, ActsSchemaController
from hiepdong.api.base import NowhereController
from hiepdong.api.me import MeController
from hiepdong.api.openapi import OpenApiController

router = Router(
    "api/",
    [
        path("acts", ActsController.as_view()),
        path("acts/schema", ActsSchemaController.as_view()),
        path("me", MeController.as_view()),
        path("openapi.json", OpenApiController.as_view()),
    ],
)
urlpatterns: list[URLPattern | URLResolver] = [*router.urls, re_path("", NowhereController.as_view())]
