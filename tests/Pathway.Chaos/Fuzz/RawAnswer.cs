namespace Pathway.Chaos.Fuzz;

/// <summary>What came back.</summary>
/// <param name="Status">0: the connection was closed without an answer.</param>
/// <param name="IsLate">It was not there in time.</param>
/// <param name="RetryAfter">There is such a header.</param>
/// <param name="Closed">The connection cannot be used again.</param>
internal sealed record RawAnswer(int Status, bool IsLate, bool RetryAfter, bool Closed)
{
    public static RawAnswer None { get; } = new(0, IsLate: false, RetryAfter: false, Closed: true);

    public static RawAnswer Late { get; } = new(0, IsLate: true, RetryAfter: false, Closed: true);

    /// <summary>A 5xx that nobody meant: 503 is meant when it says when to come again, and the server's own 501 and 505 are.</summary>
    public bool IsAccident => Status >= 500 && Status is not (501 or 505) && !(Status == 503 && RetryAfter);
}
