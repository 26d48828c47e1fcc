using Pathway.Functions.Pages.House;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Pages.Resources;

/// <summary>The form of a resource, and what can be chosen in it.</summary>
/// <param name="Resource">Null for a new one.</param>
/// <param name="Kinds">The words for kinds that are in use.</param>
/// <param name="Activities">Ids and titles.</param>
public sealed record ResourceFormModel(
    Resource? Resource,
    FormState Form,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<(string Value, string Words)> Activities);
