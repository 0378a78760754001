using Microsoft.CodeAnalysis;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Words that the messages of several lock rules share.</summary>
internal static class LockMessage
{
    /// <summary>What a lock is held for.</summary>
    public static string Mode(LockMode mode) => mode switch
    {
        LockMode.Read => "reading",
        LockMode.Upgradeable => "upgradeable reading",
        LockMode.Write => "writing",
        _ => "exclusive use",
    };

    public static int Line(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
