namespace Pathway.Chaos.Fuzz;

/// <summary>Bytes for a connection.</summary>
/// <param name="Head">Only an answer without a body is to be read.</param>
/// <param name="IsWhole">It is a request from its first byte to its last: there must be an answer, and the connection may go on.</param>
/// <param name="What">Function and trick, for who reads a fault.</param>
internal sealed record RawRequest(byte[] Bytes, bool Head, bool IsWhole, string What);
