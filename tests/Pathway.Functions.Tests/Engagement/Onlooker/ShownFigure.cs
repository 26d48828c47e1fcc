namespace Pathway.Functions.Tests.Engagement.Onlooker;

/// <summary>What an answer says of a group of learners in the days from the first to the last.</summary>
/// <param name="Group">A college, a thing, or both: <c>utc-a</c>, <c>genomics</c>, <c>utc-a genomics</c>.</param>
/// <param name="First">The first day, from 0 upwards.</param>
/// <param name="Last">The last day, included.</param>
/// <param name="Learners">Null where it is hidden.</param>
/// <param name="Events">Null where it is hidden or not told.</param>
/// <param name="TellsEvents">Whether the answer tells events at all.</param>
internal sealed record ShownFigure(string Group, int First, int Last, long? Learners, long? Events, bool TellsEvents);
