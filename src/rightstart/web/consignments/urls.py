"""The addresses of sending a file and of receipts."""

from django.urls import path

from rightstart.web.consignments import views

urlpatterns = [
    path("send", views.send, name="send"),
    path("send/record", views.one_record, name="one_record"),
    path("send/arrival", views.arrival, name="arrival"),
    path("try", views.try_out, name="try"),
    path("receipts", views.receipts, name="receipts"),
    path("receipts/<str:reference>", views.receipt, name="receipt"),
    path("receipts.<str:form>", views.history, name="receipts_file"),
    path("receipts/<str:reference>/faults.csv", views.faults, name="receipt_faults"),
    path("receipts/<str:reference>/again", views.take_up, name="take_up"),
    path("receipts/<str:reference>/download", views.download, name="receipt_download"),
]
