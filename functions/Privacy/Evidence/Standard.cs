namespace Pathway.Functions.Privacy.Evidence;

/// <summary>One of the fifteen standards of the ICO's Children's Code, and what the app does about it.</summary>
public sealed record Standard(int Number, string Name, string Answer);
