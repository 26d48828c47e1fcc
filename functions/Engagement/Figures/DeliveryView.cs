namespace Pathway.Functions.Engagement.Figures;

/// <summary>One call of a college, newest first in the log.</summary>
/// <param name="Conflicting">Events under a known id with other content: each is a dead letter.</param>
/// <param name="Refused">
/// Why a call was refused, in a word; such a line stands for every call of its minute that was refused for this reason.
/// </param>
/// <param name="Reason">The same in words, of the last of those calls.</param>
/// <param name="Proved">
/// Whether the call is known to be the college's own, by its signature or password. Anybody can write to its address: of what is
/// not, nothing was taken.
/// </param>
public sealed record DeliveryView(
    string? Delivery,
    DateTimeOffset When,
    string Dialect,
    int Accepted,
    int New,
    int Repeated,
    int Conflicting,
    IReadOnlyDictionary<string, int> Dropped,
    string? Refused = null,
    string? Reason = null,
    bool Proved = true);
