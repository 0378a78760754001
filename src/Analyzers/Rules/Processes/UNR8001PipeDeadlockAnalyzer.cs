using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Processes;

/// <summary>Reports functions that wait for a child process before they read what it writes, or read one stream after the other.</summary>
public sealed class UNR8001PipeDeadlockAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.PipeDeadlock);

    public UNR8001PipeDeadlockAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        if (context.Compilation.GetTypeByMetadataName("System.Diagnostics.Process") is not null)
        {
            context.RegisterOperationAction(CheckCall, ["WaitForExit", "WaitForExitAsync", "ReadToEnd", "ReadToEndAsync"], OperationKind.Invocation);
            context.RegisterOperationAction(CheckRedirect, OperationKind.SimpleAssignment);
        }
    }

    private static void CheckCall(SeenOperation context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name is "WaitForExit" or "WaitForExitAsync" or "ReadToEnd" or "ReadToEndAsync"
            && PipeReads.Of(call.Function()) is { } fault && fault.At == call)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, CallText.Name(call.Syntax).GetLocation(), CallText.Of(call), fault.What));
        }
    }

    private static void CheckRedirect(SeenOperation context)
    {
        if (context.Operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "RedirectStandardOutput" or "RedirectStandardError", ContainingType.Name: "ProcessStartInfo" } property } } assignment
            && PipeReads.Of(assignment.Function()) is { } fault && fault.At == assignment)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, assignment.Syntax.GetLocation(), property.Name, fault.What));
        }
    }
}
