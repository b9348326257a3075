"""First names common in Italy, folded, to tell "Rossi Mario" from "Mario Rossi"."""

_MEN = """
adriano ahmed alberto aldo alessandro alessio alex alfio alfonso alfredo ali amedeo andrea angelo antonino
antonio armando arturo attilio augusto aurelio bartolomeo battista benito biagio bruno calogero camillo carlo
carmelo carmine cesare christian ciro claudio corrado cosimo cristian cristiano cristinel damiano daniele
dario davide diego dino domenico donato edoardo elia elio emanuele emiliano emilio enrico enzo ernesto
ettore eugenio fabio fabrizio fausto federico felice ferdinando filippo flavio florin francesco franco
fulvio gabriele gaetano gennaro gerardo giacomo giampaolo giampiero giancarlo gianfranco gianluca
gianluigi gianmarco gianni gianpaolo gianpiero gino giorgio giovanbattista giovanni girolamo giuliano
giulio giuseppe graziano gregorio guglielmo guido hassan iacopo ignazio igor ionut italo ivan ivano ivo
jacopo kevin leonardo livio lorenzo luca luciano luigi manuel manuele marcello marco mariano mario
massimiliano massimo matteo mattia maurizio mauro michelangelo michele mirco mirko mohamed mohammed moreno
nazzareno nicola nicolo nino nunzio omar onofrio oreste orlando oscar osvaldo ottavio paolo pasquale
patrizio pierluigi piero pierpaolo pietro raffaele raimondo remo renato renzo riccardo rinaldo roberto
rocco rodolfo romano romeo rosario ruggero salvatore samuel samuele sandro santo saverio sebastiano sergio
settimio silvano silvio simone stefano tiziano tommaso tullio ubaldo ugo umberto valentino valerio vasco
vincenzo vito vittorio walter
"""
_WOMEN = """
ada adele adriana agata agnese alba alberta alessandra alessia alice amalia amelia angela angelica anita
anna annalisa annamaria annarita annunziata antonella antonia antonietta arianna asia assunta aurora
barbara beatrice benedetta bianca bruna camilla carla carlotta carmela carmen caterina cecilia chiara
cinzia clara claudia concetta cristina daniela debora deborah denise diana domenica donatella dora elena
eleonora elisa elisabetta elvira emanuela emilia emma enrica erica erika ester eva fabiana fabiola
fabrizia fatima federica fernanda filomena fiorella flavia flora franca francesca gabriella gaia gemma
genoveffa giada gianna gina ginevra gioia giorgia giovanna gisella giulia giuliana giuseppa giuseppina
grazia graziella greta ida ilaria ilenia immacolata ines ioana irene iris isabella ivana jessica katia
lara laura letizia lia licia lidia liliana lina linda lisa livia loredana lorena lorenza luana lucia
luciana lucrezia luigia luisa maddalena manuela mara marcella margherita maria mariagrazia marianna
mariarosaria mariateresa marika marilena marina marisa marta martina matilde maura melissa mia michela
mihaela milena mirella miriam moira monica morena nadia natalia nicole nicoletta noemi norma nunzia oksana
olena olga ornella pamela paola patrizia piera pina rachele raffaella rebecca renata rita roberta romina
rosa rosalba rosalia rosanna rosaria rosetta rossana rossella sabina sabrina samanta samantha samira
sandra sara serena silvana silvia simona sofia sonia stefania stella susanna svetlana tamara tania tatiana
teresa tina tiziana valentina valeria vanessa vera veronica viola virginia vittoria viviana wanda
"""
GIVEN_NAMES = frozenset((_MEN + _WOMEN).split())
