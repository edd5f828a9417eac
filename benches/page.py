#!/usr/bin/env python3
"""Write a page of HTML like a news page, about 300 kB, the same bytes every time: page.py FILE"""
import random
import sys

PLACES = ["Norvège", "Pologne", "Finlande", "Bolivie", "Zambie", "Mongolie"]
PEOPLE = ["Ana Ruy", "Bo Lind", "Ilse Kvam", "Téo Marsan", "Oda Brink"]
WORDS = "le port de la ville attend depuis lundi un navire chargé de blé que personne ne veut acheter au prix du mois dernier".split()


def sentence(choose):
    speaker, place, other = choose.choice(PEOPLE), choose.choice(PLACES), choose.choice(PLACES)
    filler = " ".join(choose.choice(WORDS) for _ in range(choose.randint(8, 22)))
    forms = [
        f"« {filler.capitalize()} », a déclaré {speaker}.",
        f"{speaker} affirme que {filler}.",
        f"Selon {speaker}, la {place} accuse la {other} de retenir le navire.",
        f"{filler.capitalize()}.",
    ]
    return choose.choice(forms)


def main(path):
    choose = random.Random(20221102)
    rows = [
        "<!DOCTYPE html><html lang='fr'><head><meta charset='utf-8'><title>Un navire attend - La Vigie</title>",
        "<meta property='article:published_time' content='2022-11-02T14:05:00+01:00'><meta name='author' content='Oda Brink'>",
        "<style>" + "".join(f".c{i} {{ margin: {i % 9}px; color: #{i:06x} }}\n" for i in range(700)) + "</style>",
        "<script>" + "".join(f"var v{i} = {{a: {i}, b: '<p>{i}</p>'}};\n" for i in range(900)) + "</script></head><body>",
        "<nav><ul>" + "".join(f"<li class='c{i}'><a href='/rubrique/{i}'>Rubrique {i}</a></li>" for i in range(300)) + "</ul></nav>",
        "<article><h1>Un navire attend</h1><p class='byline'>Par Oda Brink</p>",
    ]
    for at in range(150):
        rows.append(f"<p class='c{at}'>" + " ".join(sentence(choose) for _ in range(6)) + "</p>")
        if at % 10 == 0:
            rows.append("<figure><img src='/i.jpg' alt=''><figcaption>Le port, mercredi. Photo Oda Brink</figcaption></figure>")
            rows.append("<p><strong>Lire aussi : <a href='/a'>" + sentence(choose) + "</a></strong></p>")
    rows.append("</article><aside>")
    card = "<div class='card c{0}'><a href='/article/{0}'><span class='title'>{1}</span><time>{2} h</time></a></div>"
    rows += [card.format(i, sentence(choose), i % 24) for i in range(640)]
    rows.append("</aside><footer><p>La Vigie, tous droits réservés</p></footer></body></html>")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(rows))


if __name__ == "__main__":
    main(sys.argv[1])
