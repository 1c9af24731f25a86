"""Who is the subject of a verb where its clause shows it: by forms, by particles, by what stands in it at all."""

from briefcli.quotes.by_clause.particles import Particles
from briefcli.quotes.by_clause.reading import Reading
from briefcli.quotes.by_clause.unspaced_particles import UnspacedParticles
from briefcli.quotes.by_clause.unspaced_verbs import UnspacedVerbs

__all__ = ["Particles", "Reading", "UnspacedParticles", "UnspacedVerbs"]
