namespace Pathway.Functions.Privacy.Evidence;

/// <summary>A step of the ICO's template for a data protection impact assessment.</summary>
/// <param name="Answers">What the app can answer; empty where only the controller can.</param>
/// <param name="ForTheController">What is left for the controller to write.</param>
public sealed record AssessmentStep(int Number, string Name, IReadOnlyList<string> Answers, string ForTheController = "");
