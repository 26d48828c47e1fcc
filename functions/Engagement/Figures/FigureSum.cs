using Pathway.Functions.Engagement.Disclosure;
using Pathway.Functions.Engagement.Recording;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>What happened, to whom, and the minutes with whoever reported any.</summary>
public sealed class FigureSum
{
    public Amount Events { get; } = new();

    public Amount Minutes { get; } = new();

    public void Add(Counter counter)
    {
        Events.Add(counter.Events, counter.Learners);
        Minutes.Add(counter.Minutes, counter.Learners);
    }
}
