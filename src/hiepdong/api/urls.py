"""Where each address of the API is. The desk includes these below `api/`."""

from django.urls import URLPattern, URLResolver, re_path
from dmr.routing import Router, path

from hiepdong.api import (
    acts,
    board,
    duty,
    figures,
    forces,
    journal,
    lookups,
    openapi,
    papers,
    reconciliations,
    records,
    shifts,
    tokens,
    uploads,
)
from hiepdong.api.base import NowhereController

router = Router(
    "api/",
    [
        path("acts", acts.ActsController.as_view()),
        path("acts/schema", acts.ActsSchemaController.as_view()),
        path("uploads", uploads.UploadsController.as_view()),
        path("tokens", tokens.TokensController.as_view()),
        path("tokens/current", tokens.CurrentTokenController.as_view()),
        path("tokens/all", tokens.OwnTokensController.as_view()),
        path("me", tokens.MeController.as_view()),
        path("cases", records.CasesController.as_view()),
        path("reports", records.ReportsController.as_view()),
        path("requests", records.RequestsController.as_view()),
        path("activities", records.ActivitiesController.as_view()),
        path("shifts", shifts.ShiftsController.as_view()),
        path("shifts/open", shifts.OpenController.as_view()),
        path("owed", records.OwedController.as_view()),
        path("answering", board.AnsweringController.as_view()),
        path("board", board.BoardController.as_view()),
        path("records/<str:record>", records.RecordController.as_view()),
        path("records/<str:record>/attachments/<str:digest>", records.AttachmentController.as_view()),
        path("search", records.SearchController.as_view()),
        path("figures", figures.FiguresController.as_view()),
        path("figures/activities", figures.ActivityFiguresController.as_view()),
        path("figures/provisional", figures.ProvisionalController.as_view()),
        path("situation", figures.SituationController.as_view()),
        path("papers", papers.PapersController.as_view()),
        path("papers/<slug:key>/changes", papers.PaperChangesController.as_view()),
        path("reconciliations", reconciliations.ReconciliationsController.as_view()),
        path("reconciliations/<str:record>/differences", reconciliations.DifferencesController.as_view()),
        path("duty", duty.DutyController.as_view()),
        path("journal", journal.JournalController.as_view()),
        path("journal/verify", journal.VerifyController.as_view()),
        path("look-ups", lookups.LookUpsController.as_view()),
        path("look-ups/<str:act>", lookups.LookUpController.as_view()),
        path("units", forces.UnitsController.as_view()),
        path("units/ended", forces.EndedUnitsController.as_view()),
        path("units/<str:code>", forces.UnitController.as_view()),
        path("officers", forces.OfficersController.as_view()),
        path("officers/<str:login>", forces.OfficerController.as_view()),
        path("codes", forces.CodeListsController.as_view()),
        path("codes/<str:name>", forces.CodeListController.as_view()),
        path("openapi.json", openapi.OpenApiController.as_view()),
    ],
)
urlpatterns: list[URLPattern | URLResolver] = [*router.urls, re_path("", NowhereController.as_view())]
