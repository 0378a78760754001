using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Parallel loops and List.ForEach have an awaiting form: Parallel.ForEachAsync, and a foreach statement.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2003AsyncLambdaAsVoidFix))]
public sealed class UNR2003AsyncLambdaAsVoidFix : RuleFix
{
    public UNR2003AsyncLambdaAsVoidFix()
        : base(RuleIds.AsyncLambdaAsVoid)
    {
    }

    private const string Async = "Use the async parallel loop and await it";
    private const string Loop = "Use a foreach statement";

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<LambdaExpressionSyntax>() is not { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } lambda
            || call is not { Parent: ExpressionStatementSyntax statement, Expression: MemberAccessExpressionSyntax access }
            || (Functions.Around(call) is { } function && !Functions.IsAsync(function))
            || target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is not IMethodSymbol method)
        {
            return null;
        }

        return (method.ContainingType.Name, method.Name) switch
        {
            ("Parallel", "For" or "ForEach") when AwaitingLoops.Parallel(call, access, lambda, target.Model) is { } parallel =>
                new Proposal(Async, Async, target.Root.ReplaceNode(call, parallel), Proof.ScopeOf(call)),
            ("List", "ForEach") when AwaitingLoops.ForEach(statement, access, lambda) is { } loop =>
                new Proposal(Loop, Loop, target.Root.ReplaceNode(statement, loop), Proof.ScopeOf(call)),
            _ => null,
        };
    }
}
