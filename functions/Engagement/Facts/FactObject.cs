namespace Pathway.Functions.Engagement.Facts;

/// <summary>
/// What a fact is about, as its sender named it: a slug or, for <see cref="ObjectKind.Elsewhere"/>, an address. Whether an
/// alias makes it one of our own is settled when the fact is recorded, where reading is allowed.
/// </summary>
public readonly record struct FactObject(ObjectKind Kind, string Name)
{
    public static FactObject Programme { get; } = new(ObjectKind.Programme, "programme");
}
