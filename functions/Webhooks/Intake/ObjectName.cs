using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>How a sender names an object.</summary>
/// <param name="Elsewhere">When the text is an address; else null.</param>
public sealed record ObjectName(string Text, FactObject? Elsewhere)
{
    public bool IsSlug { get; } = Slug.IsValid(Text);

    public static ObjectName From(string text, AddressNames addresses) =>
        new(text, addresses.Read(text) is { } address ? FactObject.At(address) : null);
}
