using Microsoft.CodeAnalysis.Testing;
using Unravel.Analyzers.Rules.Locking;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>An expected lock-order report with its whole message; further locations are those of the other side.</summary>
internal static class Expect
{
    public static DiagnosticResult At(int mark, string message) =>
        new DiagnosticResult(UNR4001LockOrderAnalyzer.Descriptor).WithLocation(mark).WithMessage(message);
}
