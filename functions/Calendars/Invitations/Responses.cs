namespace Pathway.Functions.Calendars.Invitations;

/// <summary>How many of a college's people answered what: an address answers for everybody behind it.</summary>
public sealed record Responses(int Accepted, int Declined, int Tentative, int None)
{
    public static Responses operator +(Responses a, Responses b) =>
        new(a.Accepted + b.Accepted, a.Declined + b.Declined, a.Tentative + b.Tentative, a.None + b.None);

    public static Responses Add(Responses left, Responses right) => left + right;
}
