using Microsoft.Extensions.Options;

namespace Pathway.Functions.Reports;

[OptionsValidator]
public sealed partial class ReportsOptionsAnnotations : IValidateOptions<ReportsOptions>;
