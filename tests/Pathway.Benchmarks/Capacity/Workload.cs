namespace Pathway.Benchmarks.Capacity;

/// <summary>What a college and the programme do in a month of term; the page says so above its figures.</summary>
internal static class Workload
{
    public const int SchoolDays = 20;
    public const int DeliveriesADay = 20;
    public const int AddressesOfCollege = 4;
    public const int ActivitiesAMonth = 8;

    /// <summary>Of the activities, those that are moved once: everybody is written to again.</summary>
    public const int MovedAMonth = 2;

    public const double Weeks = 52.0 / 12;

    /// <summary>The busiest day: so many activities are put in or moved.</summary>
    public const int ActivitiesOnOneDay = 3;

    public const double BytesOfFact = 700;
    public const double Days = 365.0 / 12;
}
