using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Engagement.Facts;

/// <summary>
/// What a fact is about, as its sender named it: a slug or, for <see cref="ObjectKind.Elsewhere"/>, an address. Whether an
/// alias makes it one of our own is settled when the fact is recorded, where reading is allowed.
/// </summary>
public readonly record struct FactObject(ObjectKind Kind, string Name)
{
    public static FactObject Programme { get; } = new(ObjectKind.Programme, "programme");

    /// <summary><see cref="KeptAddress.Whole"/> of an address; a thing that has been named has none.</summary>
    public string? Whole { get; init; }

    /// <summary>
    /// Whether this is a person's page: nothing of it is kept, and it is counted only if it turns out to be an alias.
    /// </summary>
    public bool IsNameless => Name.Length == 0;

    public static FactObject At(KeptAddress address) =>
        new(ObjectKind.Elsewhere, address.Name) { Whole = address.Whole };
}
