using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Rules.SharedState;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Makes the object by LazyInitializer: two threads may make one each, and both go on with the same.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5016RacyLazyStartFix))]
public sealed class UNR5016RacyLazyStartFix : RuleFix
{
    private const string Title = "Use LazyInitializer.EnsureInitialized";

    public UNR5016RacyLazyStartFix()
        : base(RuleIds.RacyLazyStart)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Diagnostic.Properties.ContainsKey(UNR5016RacyLazyStartAnalyzer.CannotBeMended)
            || target.Reported is not ExpressionSyntax site
            || Parts(site) is not { } assignment
            || target.Model.GetSymbolInfo(assignment.Left, target.Cancellation).Symbol is not IFieldSymbol
            || assignment.Right.DescendantNodesAndSelf().Any(static node => node is AwaitExpressionSyntax))
        {
            return null;
        }

        var type = TypeNames.At(target.Model, site.SpanStart, "System.Threading", "LazyInitializer");
        var value = assignment.Right.WithoutTrivia();
        if (assignment.Right is ImplicitObjectCreationExpressionSyntax made && target.Model.GetTypeInfo(made, target.Cancellation).Type is { } inferred)
        {
            value = SyntaxFactory.ParseExpression($"new {inferred.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(target.Model, site.SpanStart)}{made.ArgumentList}{made.Initializer}");
        }

        var call = SyntaxFactory.ParseExpression($"{type}.EnsureInitialized(ref {assignment.Left.WithoutTrivia()}, () => {value})");

        // if (f == null) f = v; alone: the call asks by itself.
        return Check(site) is { } check
            ? new Proposal(Title, Title, target.Root.ReplaceNode(check, SyntaxFactory.ExpressionStatement(call).WithTriviaFrom(check)), Proof.ScopeOf(check))
            : new Proposal(Title, Title, target.Root.ReplaceNode(site, call.WithTriviaFrom(site)), Proof.ScopeOf(site));
    }

    private static AssignmentExpressionSyntax? Parts(ExpressionSyntax site)
    {
        var part = site is BinaryExpressionSyntax coalesce ? coalesce.Right : site;
        while (part is ParenthesizedExpressionSyntax inner)
        {
            part = inner.Expression;
        }

        return part as AssignmentExpressionSyntax;
    }

    private static IfStatementSyntax? Check(ExpressionSyntax site)
    {
        var around = site.Parent is ExpressionStatementSyntax { Parent: var parent } && parent is BlockSyntax { Statements.Count: 1 } block ? block.Parent : site.Parent?.Parent;
        return around is IfStatementSyntax { Else: null, Condition: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } or IsPatternExpressionSyntax, Parent: BlockSyntax } check ? check : null;
    }
}
