using System.Diagnostics.CodeAnalysis;

namespace Pathway.Functions.Programme;

/// <summary>A resource's slug: lower-case letters, digits and single hyphens, 1 to 63 characters.</summary>
public readonly record struct ResourceId
{
    private readonly string? value;

    private ResourceId(string value)
    {
        this.value = value;
    }

    /// <exception cref="FormatException">The text was not written by <see cref="ToString"/>.</exception>
    public static ResourceId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("This is no id of the programme.");

    public static bool TryParse([NotNullWhen(true)] string? text, out ResourceId id)
    {
        id = Slug.IsValid(text) ? new ResourceId(text) : default;
        return id.value is not null;
    }

    public override string ToString() => value ?? "";
}
