namespace Pathway.Functions.Programme.Rules;

/// <summary>What is kept of an address.</summary>
/// <param name="Name">Names the thing and nobody; empty for a person's page, of which nothing is kept.</param>
/// <param name="Whole">
/// A keyed hash of the address in full, by which an alias is known, when the name does not say all of it; else null.
/// </param>
public sealed record KeptAddress(string Name, string? Whole)
{
    // Between the parameters that name a thing and what else tells it from others; no address of the web has it there.
    private const string Mark = "~=";

    /// <summary>The name without what nobody can know to name anything.</summary>
    public static string BaseOf(string name) =>
        name.LastIndexOf(Mark, StringComparison.Ordinal) is > 0 and var at ? name[..(at - 1)] : name;

    internal static string WithRest(string name, string hash) =>
        $"{name}{(name.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Mark}{hash}";
}
