namespace Pathway.Functions.Privacy.Evidence;

/// <summary>A place where something rests, or passes.</summary>
/// <param name="Kind"><c>table</c>, <c>queue</c>, <c>blob</c>, <c>log</c> or <c>metric</c>.</param>
/// <param name="Fields">Every column, member, placeholder or tag there is; a test looks for others.</param>
/// <param name="About">Whom it is about, if anybody.</param>
/// <param name="Kept">How long, by the running configuration.</param>
public sealed record Holding(
    string Kind, string Name, string Holds, string About, string Kept, IReadOnlyList<string> Fields);
