namespace HandwritingLstm.Network;

/// <summary>What a step of training does, from the weights to their gradients.</summary>
internal static class TrainingPlan
{
    /// <summary>The plan of a network; its gradients are allocated.</summary>
    public static Plan Of(IReadOnlyList<Layer> layers, ParameterStore parameters, int threads)
    {
        var plan = new Plan();
        parameters.AllocateGradients(threads);
        foreach (var layer in layers)
        {
            layer.AddRefresh(plan, training: true);
        }

        plan.Together(parameters.ClearGradients);
        foreach (var layer in layers)
        {
            layer.AddForward(plan, training: true);
        }

        foreach (var layer in layers.Reverse())
        {
            layer.AddBackward(plan);
        }

        plan.Together(thread =>
        {
            foreach (var convolution in layers.OfType<Convolution>())
            {
                convolution.FinishGradient(thread);
            }
        });
        plan.Once(() => parameters.ReduceGradients(threads));
        return plan;
    }
}
