using System.Globalization;

namespace Pathway.Chaos.People;

/// <summary>What the manager last said of an activity.</summary>
internal sealed class PlannedActivity(string id)
{
    public string Id => id;

    /// <summary>How often it was put, the first time included.</summary>
    public int Edits { get; set; }

    /// <summary>Only this activity ever bears it, and only since its last edit.</summary>
    public string Title => TitleOf(Edits);

    public string Start => At(10 + (Edits % 6));

    public object Definition => new
    {
        kind = "masterclass",
        title = Title,
        description = "An expert shows how it is done, and takes your questions.",
        employer = "Northbank Imaging",
        start = Start,
        end = At(11 + (Edits % 6)),
        timeZone = "Europe/London",
        online = true,
        audience = "all",
    };

    public string TitleOf(int edit) => $"Masterclass {id}, edit {edit}.";

    private static string At(int hour)
    {
        // Behind the next clock change nothing differs, and in front of it neither: a day is a day.
        var day = TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(21);
        return $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}T{hour:D2}:00:00";
    }
}
