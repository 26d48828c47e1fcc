namespace Pathway.Functions.Webhooks.CloudEvents;

/// <summary>The members of <c>data</c> that the contract has.</summary>
[Flags]
internal enum DataFields
{
    None = 0,
    Activity = 1,
    Resource = 2,
    Learner = 4,
    Learners = 8,
    Aliases = 16,
    Minutes = 32,
    YearGroup = 64,
    Rating = 128,
}
