namespace Pathway.Functions.OpenApi;

/// <summary>Its functions answer people: the description of the API, which is for programs, leaves them out.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PageAttribute : Attribute;
