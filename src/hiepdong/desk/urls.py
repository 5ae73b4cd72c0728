"""Where each page is. Addresses are Vietnamese words, as the pages are."""

from django.urls import URLPattern, URLResolver, include, path

from hiepdong.cases import entry_pages as case_entry
from hiepdong.cases import keeping_pages, sharing_pages, suggestion_pages
from hiepdong.cases import lookup_pages as look_ups
from hiepdong.cases import pages as cases
from hiepdong.desk import errors
from hiepdong.desk.pages import (
    area_lists,
    board,
    code_lists,
    drafts,
    journal,
    photos,
    records,
    removing_sample,
    setting_up,
    sign_in,
)
from hiepdong.figures import activity_pages as activity_figures
from hiepdong.figures import pages as figures
from hiepdong.figures import provisional_pages as provisional
from hiepdong.information import activity_linking
from hiepdong.information import activity_pages as activities
from hiepdong.information import behalf_pages as behalf
from hiepdong.information import pages as information
from hiepdong.information import passing_pages as passing
from hiepdong.information import request_pages as verifying
from hiepdong.information import template_pages as report_templates
from hiepdong.operations import shift_pages as shifts
from hiepdong.papers import desk_pages, import_pages, minutes_page, settings_page, since_page, situation_page
from hiepdong.papers import erasure_pages as erasing
from hiepdong.papers import pages as papers
from hiepdong.papers import shift_pages as shift_papers
from hiepdong.picture import pages as picture
from hiepdong.reconciliation import pages as reconciling
from hiepdong.terrain import pages as terrain

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("hiepdong.api.urls")),
    path("", board.board),
    path("moi", board.fresh),
    path("da-xem", board.looked),
    path("goi-y", board.alike),
    path("ban-nhap", drafts.keep),
    path("ban-nhap/bo", drafts.drop),
    path("them", board.more),
    path("phim", board.keys),
    path("dang-nhap", sign_in.sign_in),
    path("dang-xuat", sign_in.sign_out),
    path("tuy-chon", sign_in.choose),
    path("tuy-chon-cua", sign_in.choose_at_the_door),
    path("doi-don-vi", sign_in.change_unit),
    path("mat-khau", sign_in.change_password),
    path("nhat-ky", journal.journal),
    path("nhat-ky/tra-cuu", look_ups.inspected),
    path("thiet-lap", setting_up.overview),
    path("thiet-lap/don-vi", setting_up.units),
    path("thiet-lap/can-bo", setting_up.officers),
    path("thiet-lap/dia-ban", area_lists.area_lists),
    path("thiet-lap/dia-ban/<slug:name>", area_lists.area_file),
    path("thiet-lap/danh-muc", code_lists.code_lists),
    path("thiet-lap/bo-mau", removing_sample.removal),
    path("may", code_lists.machine),
    path("tra-cuu", look_ups.asking),
    path("tra-cuu/<uuid:look_up>", look_ups.found),
    path("tim", records.search),
    path("ho-so/<uuid:record>/tep/<str:digest>", records.attachment),
    path("ho-so/<uuid:record>/anh/<str:digest>", photos.photo),
    path("ho-so/<uuid:record>/gui", records.release),
    path("ho-so/<uuid:record>/ban-giao", records.offer),
    path("ho-so/<uuid:record>/dinh-kem", records.attach),
    path("ho-so/<uuid:record>/<slug:deed>", records.deed),
    path("het-han-luu", erasing.due),
    path("ho-so/<uuid:record>/bien-ban-xoa.<slug:kind>", erasing.minutes),
    path("vu-viec", cases.listing),
    path("vu-viec/nhap", case_entry.entry),
    path("vu-viec/nhap/danh-muc", case_entry.lists),
    path("vu-viec/bang.xlsx", desk_pages.table),
    path("vu-viec/<uuid:record>", cases.detail),
    path("vu-viec/<uuid:record>/sua", case_entry.revision),
    path("vu-viec/giu-thay", keeping_pages.kept),
    path("vu-viec/<uuid:record>/noi", cases.assertion),
    path("vu-viec/<uuid:record>/bo-qua", suggestion_pages.set_aside),
    path("vu-viec/<uuid:record>/nhac-lai", suggestion_pages.tell_again),
    path("vu-viec/<uuid:record>/bao-cao-nhanh", desk_pages.flash),
    path("vu-viec/<uuid:record>/ban-giao", desk_pages.handing),
    path("noi/<uuid:link>", cases.link),
    path("tin", information.reports),
    path("tin/nhap", information.entry),
    path("tin/mau", report_templates.editing),
    path("tin/<uuid:record>", information.report),
    path("tin/<uuid:record>/sua", information.revision),
    path("tin/<uuid:record>/doi-chieu", information.comparison),
    path("tin/<uuid:record>/chuyen-tiep", passing.asking),
    path("chuyen-tiep/<uuid:record>", passing.ask),
    path("de-nghi", verifying.requests),
    path("de-nghi/nhap", verifying.entry),
    path("de-nghi/den", behalf.received),
    path("de-nghi/giao-ban", verifying.briefing),
    path("de-nghi/<uuid:record>", verifying.request_page),
    path("de-nghi/<uuid:record>/nhan", verifying.acceptance),
    path("de-nghi/<uuid:record>/nhac", verifying.reminding),
    path("de-nghi/<uuid:record>/tra-loi", verifying.answering),
    path("de-nghi/<uuid:record>/<slug:deed>", verifying.deed),
    path("tra-loi/<uuid:record>", verifying.answer),
    path("hoat-dong", activities.activities),
    path("hoat-dong/nhap", activities.entry),
    path("hoat-dong/<uuid:record>", activities.activity),
    path("hoat-dong/<uuid:record>/sua", activities.revision),
    path("hoat-dong/<uuid:record>/noi", activity_linking.assertion),
    path("ca-truc", shifts.listing),
    path("ca-truc/nhap", shifts.entry),
    path("ca-truc/<uuid:record>", shifts.sheet),
    path("ca-truc/<uuid:record>/sua", shifts.revision),
    path("ca-truc/<uuid:record>/nhan", shifts.taking),
    path("ca-truc/<uuid:record>/giay/<slug:kind>", shift_papers.file),
    path("tinh-hinh", situation_page.situation),
    path("truc-ban", desk_pages.duty_page),
    path("so-lieu", figures.figures),
    path("so-lieu/tam", provisional.listing),
    path("so-lieu/tam/nhap", provisional.entry),
    path("so-lieu/tam/<uuid:record>", provisional.one),
    path("so-lieu/tam/<uuid:record>/sua", provisional.revision),
    path("so-lieu/tam/<uuid:record>/bo", provisional.letting_go),
    path("so-lieu/hoat-dong", activity_figures.activities),
    path("doi-chieu", reconciling.listing),
    path("doi-chieu/nhap", reconciling.proposal),
    path("doi-chieu/<uuid:record>", reconciling.one),
    path("doi-chieu/<uuid:record>/dua-ra", reconciling.putting),
    path("doi-chieu/<uuid:record>/thong-nhat", reconciling.agreeing),
    path("doi-chieu/<uuid:record>/ky", reconciling.signing),
    path("doi-chieu/<uuid:record>/bien-ban.<slug:kind>", minutes_page.minutes),
    path("doi-chieu/<uuid:record>/khep", reconciling.closing),
    path("bao-cao", papers.report),
    path("bao-cao/<slug:key>", papers.written),
    path("bao-cao/<slug:key>/thay-doi", since_page.changes),
    path("bao-cao/<slug:key>/tep/<slug:name>", papers.file),
    path("bao-cao/<slug:key>/trang/<int:number>.png", papers.picture),
    path("nhap-danh-sach", import_pages.imports),
    path("nhap-danh-sach/<uuid:record>", import_pages.one_import),
    path("nhap-danh-sach/<uuid:record>/tien-do", import_pages.progress),
    path("nhap-danh-sach/<uuid:record>/lam-tiep", import_pages.go_on),
    path("nhap-danh-sach/<uuid:record>/bo", import_pages.take_back),
    path("cai-dat", settings_page.unit_settings),
    path("cai-dat/gui", sharing_pages.settings),
    path("cai-dat/gui/dat", sharing_pages.standing),
    path("cai-dat/gui/thoi", sharing_pages.end),
    path("ban-do", picture.map_page),
    path("ban-do/nen.json", picture.ground),
    path("ban-do/vu.json", picture.events),
    path("dia-ban", terrain.units_and_places),
    path("dia-ban/dien", terrain.filled),
    path("dia-ban/<slug:code>", terrain.unit),
]
handler400, handler404, handler500 = errors.bad_request, errors.not_found, errors.unexpected
