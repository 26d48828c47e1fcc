using Microsoft.Extensions.Options;

namespace Pathway.Functions.Graph;

[OptionsValidator]
public sealed partial class GraphOptionsAnnotations : IValidateOptions<GraphOptions>;
