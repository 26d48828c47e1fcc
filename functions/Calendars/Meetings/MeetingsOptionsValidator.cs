using Microsoft.Extensions.Options;

namespace Pathway.Functions.Calendars.Meetings;

[OptionsValidator]
public sealed partial class MeetingsOptionsValidator : IValidateOptions<MeetingsOptions>;
