"""The ground: communes and what became of them, the border line by chainage, posts, markers, gates, villages.

Plain data and functions. Points are (longitude, latitude) in micro-degrees of WGS 84, as in the documents.
"""
