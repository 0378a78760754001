using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Task.Run gives the inner task; where it cannot take the place, Unwrap does.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2007NestedTaskFix))]
public sealed class UNR2007NestedTaskFix : RuleFix
{
    public UNR2007NestedTaskFix()
        : base(RuleIds.NestedTask)
    {
    }

    private const string Run = "Use Task.Run";
    private const string Unwrap = "Unwrap the inner task";
    private const string Await = "Await the inner task too";

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is not IMethodSymbol method)
        {
            return null;
        }

        return method.Name switch
        {
            "StartNew" when AsRun(call, method) is { } run => Replaced(run, Run),
            "StartNew" or "ContinueWith" or "ContinueWhenAll" or "ContinueWhenAny" => Replaced(Unwrapped(call), Unwrap),
            _ => Replaced(AddAwait.Over(call, call, inParentheses: false), Await),
        };

        Proposal Replaced(ExpressionSyntax with, string title) =>
            new(title, title, target.Root.ReplaceNode(call, with), Proof.ScopeOf(call));
    }

    /// <summary>Task.Run(delegate, token): the same for a delegate without state on the default scheduler.</summary>
    private static InvocationExpressionSyntax? AsRun(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        if (call.Expression is not MemberAccessExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Factory", Expression: { } task },
            } access
            || method.Parameters.Any(parameter => parameter.Type.SpecialType == SpecialType.System_Object)
            || call.ArgumentList.Arguments.Any(argument => argument.NameColon is not null))
        {
            return null;
        }

        var kept = call.ArgumentList.Arguments
            .Where((_, index) => index < method.Parameters.Length && method.Parameters[index].Type.Name is not ("TaskCreationOptions" or "TaskScheduler"))
            .Select(argument => argument.WithoutTrivia());
        return call
            .WithExpression(access.WithExpression(task).WithName(SyntaxFactory.IdentifierName("Run")))
            .WithArgumentList(call.ArgumentList.WithArguments(Separated(kept.ToList())));
    }

    private static SeparatedSyntaxList<ArgumentSyntax> Separated(IReadOnlyList<ArgumentSyntax> arguments) =>
        SyntaxFactory.SeparatedList(
            arguments,
            Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), Math.Max(0, arguments.Count - 1)));

    private static InvocationExpressionSyntax Unwrapped(InvocationExpressionSyntax call) =>
        SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, call.WithoutTrailingTrivia(), SyntaxFactory.IdentifierName("Unwrap")))
            .WithTrailingTrivia(call.GetTrailingTrivia());
}
