using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Passes <c>TaskScheduler.Default</c>, and what the overload that takes it wants besides.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2020ImplicitSchedulerFix))]
public sealed class UNR2020ImplicitSchedulerFix : RuleFix
{
    private const string Title = "Pass TaskScheduler.Default";
    private const string Tasks = "System.Threading.Tasks";

    public UNR2020ImplicitSchedulerFix()
        : base(RuleIds.ImplicitScheduler)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || target.Model.GetOperation(call, target.Cancellation) is not IInvocationOperation operation
            || call.ArgumentList.Arguments.Any(argument => argument.NameColon is not null))
        {
            return null;
        }

        var (position, model) = (call.SpanStart, target.Model);
        var options = call.ArgumentList.Arguments.Count;
        var hasToken = operation.TargetMethod.Parameters.Any(parameter => parameter.Type.Name == nameof(CancellationToken));
        var hasOptions = operation.TargetMethod.Parameters.Any(parameter => parameter.Type.Name is "TaskCreationOptions" or "TaskContinuationOptions");
        var isStart = operation.TargetMethod.Name == "StartNew";
        var arguments = call.ArgumentList.Arguments;
        if (isStart || hasToken || hasOptions)
        {
            if (!hasToken)
            {
                arguments = arguments.Insert(hasOptions ? options - 1 : options, Spaced(Member(TypeNames.At(model, position, "System.Threading", "CancellationToken"), "None")));
            }

            if (!hasOptions)
            {
                arguments = arguments.Add(Spaced(Member(TypeNames.At(model, position, Tasks, isStart ? "TaskCreationOptions" : "TaskContinuationOptions"), "None")));
            }
        }

        arguments = arguments.Add(Spaced(Member(TypeNames.At(model, position, Tasks, "TaskScheduler"), "Default")));
        var made = call.WithArgumentList(call.ArgumentList.WithArguments(arguments));
        return new Proposal(Title, Title, target.Root.ReplaceNode(call, made), Proof.ScopeOf(call));
    }

    private static ArgumentSyntax Spaced(ExpressionSyntax value) => Argument(value).WithLeadingTrivia(Space);

    private static MemberAccessExpressionSyntax Member(ExpressionSyntax type, string name) =>
        MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, type, IdentifierName(name));
}
