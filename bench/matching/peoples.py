"""Names of peoples of whom the census of the United States knows too little; the commoner first. Own compilation."""

from __future__ import annotations

NATIONS = {"HN": 32, "GT": 18, "SV": 10, "VE": 13, "NI": 6, "EC": 5, "CO": 4, "HT": 8, "BR": 4, "CU": 3, "MX": 2}
MAYA = [
    "Caal", "Choc", "Pop", "Coc", "Tzoc", "Xol", "Xal", "Cuc", "Tiul", "Chub", "Ical", "Ixcoy", "Tum", "Guarchaj",
    "Sacul", "Yat", "Maquin", "Tzul", "Batz", "Coy", "Ajanel", "Quiej",
]  # fmt: skip
HAITI_M = [
    "Jean", "Pierre", "Joseph", "Louis", "Wilson", "Jacques", "Emmanuel", "Frantz", "Marc", "Claude", "Fritz",
    "Jean-Baptiste", "Michel", "Robert", "Patrick", "Jean-Claude", "Evens", "Junior", "Wisly", "Ricardo", "Samuel",
    "Daniel", "Luckson", "Stevenson", "Dieudonné", "Jhonny", "Reginald", "Kervens", "Jean-Robert", "Makenson", "Roody",
    "Gesner", "Yves", "Edner", "Wilner", "Charles", "Duckens", "Jameson", "Kenson", "Widson",
]  # fmt: skip
HAITI_F = [
    "Marie", "Rose", "Guerline", "Mirlande", "Nadège", "Ketly", "Yolène", "Roseline", "Widline", "Marie-Ange",
    "Fabiola", "Islande", "Rose-Marie", "Guerda", "Magalie", "Nathalie", "Wideline", "Daphnée", "Chantal", "Bernadette",
    "Darline", "Lovely", "Manoucheka", "Myrlande", "Farah", "Marie-Lourdes", "Jésula", "Louise", "Kettie", "Natacha",
    "Saintanise", "Esther", "Judith", "Dieula", "Wislande", "Vanessa", "Sherline", "Junia", "Naïka", "Rosemène",
]  # fmt: skip
HAITI = [
    "Jean", "Pierre", "Joseph", "Louis", "Charles", "François", "Saint-Louis", "Jean-Baptiste", "Baptiste", "Augustin",
    "Paul", "Philippe", "Jean-Louis", "Pierre-Louis", "Désir", "Dorcélius", "Estimé", "Michel", "Alexis", "Toussaint",
    "Cadet", "Exantus", "Noël", "Jacques", "Célestin", "Saint-Fleur", "Innocent", "Auguste", "Thomas", "Bien-Aimé",
    "Jean-Pierre", "Guerrier", "Antoine", "Laguerre", "Simon", "Fleurimond", "Étienne", "Vincent", "Dorvil", "Lafleur",
    "Petit-Frère", "Saint-Juste", "Beauvais", "Mésidor", "Sénat", "Dumas", "Occéan", "Cherenfant", "Benoît", "Lubin",
    "Sainvil", "Compère",
]  # fmt: skip
BRAZIL_M = [
    "José", "João", "Antônio", "Francisco", "Carlos", "Paulo", "Pedro", "Lucas", "Luiz", "Marcos", "Gabriel", "Rafael",
    "Daniel", "Marcelo", "Bruno", "Eduardo", "Felipe", "Rodrigo", "Mateus", "Tiago", "Guilherme", "Wesley", "Anderson",
    "Leandro", "Thiago", "Adriano", "Renato", "Júlio", "Valdir", "Edson",
]  # fmt: skip
BRAZIL_F = [
    "Maria", "Ana", "Francisca", "Antônia", "Adriana", "Juliana", "Márcia", "Fernanda", "Patrícia", "Aline", "Sandra",
    "Camila", "Amanda", "Bruna", "Jéssica", "Letícia", "Júlia", "Luciana", "Vanessa", "Mariana", "Gabriela", "Vitória",
    "Larissa", "Cláudia", "Beatriz", "Rosângela", "Luana", "Tatiane", "Simone", "Débora",
]  # fmt: skip
BRAZIL = [
    "da Silva", "dos Santos", "Oliveira", "de Souza", "Rodrigues", "Ferreira", "Alves", "Pereira", "Lima", "Gomes",
    "Costa", "Ribeiro", "Martins", "Carvalho", "Almeida", "Lopes", "Soares", "Fernandes", "Vieira", "Barbosa", "Rocha",
    "Dias", "Nascimento", "Andrade", "Moreira", "Nunes", "Marques", "Machado", "Mendes", "Freitas", "Cardoso", "Ramos",
    "Gonçalves", "Santana", "Teixeira", "Araújo", "Magalhães", "Cunha", "Pinheiro", "Borges", "Siqueira", "Coelho",
    "Queiroz", "Brandão", "Farias",
]  # fmt: skip
