using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.House;

/// <summary>Who looks at which page, and what every page shows of it.</summary>
/// <param name="Programme">What the programme is called.</param>
/// <param name="Caller">Null for somebody who is not signed in.</param>
/// <param name="Colleges">Those the caller reads; null for all of them.</param>
/// <param name="Path">The address asked for, with its query.</param>
/// <param name="Token">What a form of this caller carries, so that no other site can send it in their name.</param>
public sealed record Visit(
    string Programme, Caller? Caller, IReadOnlySet<CollegeId>? Colleges, string Path, string Token, BritishDates Dates)
{
    public bool IsManager => Caller?.IsManager is true;

    public bool IsSignedIn => Caller is not null;

    /// <summary>Said once at the top of the page: what was just done.</summary>
    public string? Notice { get; init; }

    public bool Reads(CollegeId college) => Colleges?.Contains(college) is not false;
}
