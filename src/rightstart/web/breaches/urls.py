"""The addresses of the log of breaches."""

from django.urls import path

from rightstart.web.breaches import files, saying, views

urlpatterns = [
    path("breaches", views.breaches, name="breaches"),
    path("breaches/open", saying.open_one, name="open-breach"),
    path("breaches/<str:reference>", views.breach, name="breach"),
    path("breaches/<str:reference>/concerns", saying.widen_one, name="widen-breach"),
    path("breaches/<str:reference>/<str:act>", saying.say, name="breach-step"),
    path("breaches/<str:reference>/files/disclosures.csv", files.disclosures, name="breach-disclosures"),
    path("breaches/<str:reference>/files/families.csv", files.families, name="breach-families"),
    path("breaches/<str:reference>/files/<str:notice>.<str:form>", files.draft, name="breach-draft"),
]
