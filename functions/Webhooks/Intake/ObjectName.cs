using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>How a sender names an object.</summary>
/// <param name="Address">In its one form, when the text is an address that may be kept; else null.</param>
public sealed record ObjectName(string Text, string? Address)
{
    public bool IsSlug { get; } = Slug.IsValid(Text);

    public static ObjectName From(string text) => new(text, ObjectAddress.Canonical(text));
}
