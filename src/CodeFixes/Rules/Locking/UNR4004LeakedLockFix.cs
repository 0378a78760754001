using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>
/// Puts what is between taking and releasing into a try, and the release into its finally. Only where the lock is released
/// once, in the block that takes it: with a second release the finally would give back too much.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4004LeakedLockFix))]
public sealed class UNR4004LeakedLockFix : RuleFix
{
    public UNR4004LeakedLockFix()
        : base(RuleIds.LeakedLock)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax block } taking
            || taking.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault(IsTaking) is not { } taken
            || Owner(taken) is not { } owner)
        {
            return null;
        }

        var function = block.Ancestors().FirstOrDefault(node => node is MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax);
        var releases = (function ?? block).DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => IsReleasing(call) && Owner(call) == owner).ToList();
        return releases.Count == 1
            && releases[0].Parent is ExpressionStatementSyntax release
            && WrapInTryFinally.Between(target.Root, taking, release) is { } repaired
                ? new Proposal($"Release '{owner}' in a finally", nameof(UNR4004LeakedLockFix), repaired, Proof.ScopeOf(block))
                : null;
    }

    private static bool IsTaking(InvocationExpressionSyntax call) => NameOf(call) is { } name
        && (name.StartsWith("Enter", StringComparison.Ordinal) || name.StartsWith("Wait", StringComparison.Ordinal) || name.StartsWith("Acquire", StringComparison.Ordinal));

    private static bool IsReleasing(InvocationExpressionSyntax call) => NameOf(call) is { } name
        && (name.StartsWith("Exit", StringComparison.Ordinal) || name.StartsWith("Release", StringComparison.Ordinal));

    private static string? NameOf(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText;

    // The lock as it is written: the argument of Monitor's methods, the receiver of the others.
    private static string? Owner(InvocationExpressionSyntax call) =>
        call.Expression is not MemberAccessExpressionSyntax access ? null
        : access.Expression.ToString() is "Monitor" or "System.Threading.Monitor" ? call.ArgumentList.Arguments.FirstOrDefault()?.ToString()
        : access.Expression.ToString();
}
