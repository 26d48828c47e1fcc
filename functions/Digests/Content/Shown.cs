namespace Pathway.Functions.Digests.Content;

/// <summary>A figure that may have to be hidden because few people stand behind it.</summary>
public readonly record struct Shown(long? Value)
{
    public const string Hidden = "hidden";

    public override string ToString() =>
        Value?.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) ?? Hidden;
}
