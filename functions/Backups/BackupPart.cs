namespace Pathway.Functions.Backups;

/// <summary>A blob of a backup: rows of one table, one JSON array a line, gzipped.</summary>
/// <param name="Name">Its blob; the hash is in it, so that two who write at once write beside each other.</param>
/// <param name="Hash">SHA-256 of the blob.</param>
public sealed record BackupPart(string Table, string Name, int Rows, string Hash);
