"""Group texts that are about the same, without being told how many groups there are."""

from coachkit.clustering.cluster import OUTLIER, Clustering, cluster_texts, split_group
from coachkit.clustering.filing_centres import filing_centres

__all__ = ["OUTLIER", "Clustering", "cluster_texts", "filing_centres", "split_group"]
