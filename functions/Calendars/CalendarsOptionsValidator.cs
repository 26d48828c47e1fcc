using Microsoft.Extensions.Options;

namespace Pathway.Functions.Calendars;

[OptionsValidator]
public sealed partial class CalendarsOptionsValidator : IValidateOptions<CalendarsOptions>;
