using Microsoft.AspNetCore.Components;

namespace Pathway.Functions.Pages.House;

/// <summary>A page: it shows what it is given and asks for nothing.</summary>
public abstract class PageOf<TModel> : ComponentBase
{
    [Parameter, EditorRequired]
    public required Visit Visit { get; set; }

    [Parameter, EditorRequired]
    public required TModel Model { get; set; }
}
