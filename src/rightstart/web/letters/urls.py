"""The addresses of first letters: batches, their printing and posting, and what a centre says in them."""

from django.urls import path

from rightstart.web.letters import keeping, queueing, views

urlpatterns = [
    path("letters", views.letters, name="letters"),
    path("letters/make", queueing.make, name="make-letters"),
    path("letters/families", queueing.make_for, name="letters-for"),
    path("letters/words", keeping.words, name="letter-words"),
    path("letters/words.pdf", keeping.sample, name="sample-letter"),
    path("letters/sender", keeping.sender, name="letter-sender"),
    path("letters/<str:batch>", views.one_batch, name="letter-batch"),
    path("letters/<str:batch>/try-again", queueing.try_again, name="try-letters-again"),
    path("letters/<str:batch>/print", views.print_batch, name="print-letters"),
    path("letters/<str:batch>/hybrid-mail", views.hybrid_mail, name="hybrid-mail"),
    path("letters/<str:batch>/posted", views.posted, name="post-letters"),
    path("letters/<str:batch>/taken-out", views.taken_out, name="take-letters-out"),
    path("letters/<str:batch>/answered", views.answered, name="answer-letters"),
    path("letters/<str:batch>/<int:letter>.pdf", views.preview, name="preview-letter"),
]
