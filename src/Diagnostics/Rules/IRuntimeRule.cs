using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rules;

/// <summary>The run-time face of a rule: a pure function of what was seen.</summary>
internal interface IRuntimeRule
{
    string Id { get; }

    /// <summary>Looks at a snapshot; answers CannotTell when what it needs was not seen.</summary>
    Verdict Check(WaitForGraph graph);
}
