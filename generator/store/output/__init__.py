"""The output folder: stage, commit, and removal of files that earlier builds wrote."""
