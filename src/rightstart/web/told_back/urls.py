"""The addresses of what a council tells back to its suppliers: returned letters, and corrections offered."""

from django.urls import path

from rightstart.web.told_back import views

urlpatterns = [
    path("told-back", views.told_back, name="told-back"),
    path("told-back/corrections.csv", views.corrections, name="corrections"),
    path("told-back/corrections/<str:reference>", views.answer_offer, name="answer-offer"),
    path("told-back/letters/<str:reference>", views.returned_letter, name="returned-letter"),
]
